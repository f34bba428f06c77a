// Package stocks explores the share prices of five companies: pick one, drag the ends of the period, move the averages, and
// zoom into a chart, which takes the other along. The companies are invented, and so are their prices.
//
//panelgo:gallery Apps
package stocks

import (
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

type day struct {
	Company                string    `plot:"-"`
	Date                   time.Time `title:"Day" format:"%d %b %Y"`
	Open, High, Low, Close float64   `format:"0.00"`
	Volume                 float64   `format:"0,0"`
	Short, Long            float64   `csv:"-" title:"-"` // averages of Close
	Color                  string    `csv:"-" title:"-"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	all, err := load()
	if err != nil {
		return err
	}
	first, last := all[0].Date, all[len(all)-1].Date
	company := widgets.NewSelect("Company", widgets.Choices("Albero", "Briony", "Corvid", "Dunewind", "Elmsea"))
	style := widgets.NewRadioButtonGroup(widgets.Choices("Candles", "Line"))
	period := widgets.NewDateRangeSlider("Period", first, last)
	period.SetValue(widgets.Period{Start: last.AddDate(0, -6, 0), End: last})
	averages := widgets.NewIntRangeSlider("Averages, days", 2, 200)
	averages.SetValue(10, 50)

	shown := reactive.Bind3(company, period, averages, func(company string, p widgets.Period, n widgets.Range[int]) (shown []day) {
		closed := []float64{}
		for _, d := range all {
			if d.Company != company {
				continue
			}
			closed = append(closed, d.Close)
			d.Short, d.Long, d.Color = average(closed, n.Start), average(closed, n.End), "#2ba26f"
			if d.Close < d.Open {
				d.Color = "#d4477a"
			}
			if !d.Date.Before(p.Start) && !d.Date.After(p.End) {
				shown = append(shown, d)
			}
		}
		return shown
	})
	days := plot.FromStructs(shown.Value())
	shown.OnChange(func(d []day) { days.Show(plot.Columns(d)) })
	table := widgets.NewSourceTabulator(days, widgets.ColumnsOf[day]()...)
	table.SetPageSize(10)

	price, volume := plot.New("Price").TimeX(), plot.New("Volume").TimeX().SetHeight(170)
	candles := price.Candles(days, plot.Candle{X: "Date"}, plot.Style{ColorBy: plot.Col("Color")})
	line := price.Line(days, "Date", "Close", plot.Style{})
	price.Line(days, "Date", "Short", plot.Style{Color: "#e8710a", Legend: "short average"})
	price.Line(days, "Date", "Long", plot.Style{Legend: "long average"})
	price.LegendAbove(2).Hover(plot.TipsOf[day]()...)
	volume.Bars(days, "Date", "Volume", plot.Style{ColorBy: plot.Col("Color")})
	volume.YAxis.Format(plot.Numeral("0 a"))
	plot.LinkX(price, volume)
	asLine := reactive.Bind(style, func(s string) bool { return s == "Line" })
	reactive.Set(&line.Visible, asLine)
	for _, part := range candles {
		reactive.Set(&part.Visible, reactive.Not(asLine))
	}

	shell := template.New("Stock explorer")
	shell.Sidebar(company, style, period, averages)
	shell.Main(price, volume, table)
	doc.SetTitle("Stocks")
	doc.Add(shell)
	return nil
}
