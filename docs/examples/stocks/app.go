// Package stocks explores the share prices of five companies: pick one, drag the ends of the period, move the averages, and
// zoom into a chart, which takes the other along. The companies are invented, and so are their prices.
//
//panelgo:gallery Apps
package stocks

import (
	_ "embed"
	"slices"
	"time"

	"github.com/jszwec/csvutil"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed prices.csv
var file []byte // company by company

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
	var all []day
	if err := csvutil.Unmarshal(file, &all); err != nil {
		return err
	}
	first, last := all[0].Date, all[len(all)-1].Date
	company := widgets.NewSelect("Company", widgets.Choices("Albero", "Briony", "Corvid", "Dunewind", "Elmsea"))
	style := widgets.NewRadioButtonGroup(widgets.Choices("Candles", "Line"))
	halfYear := widgets.Period{Start: last.AddDate(0, -6, 0), End: last}
	period := widgets.With(widgets.NewDateRangeSlider("Period", first, last), halfYear)
	averages := widgets.NewIntRangeSlider("Averages, days", 2, 200)
	averages.SetRange(10, 50)

	shown := reactive.Bind3(company, period, averages, func(company string, p widgets.Period, n widgets.Range[int]) []day {
		days := slices.DeleteFunc(slices.Clone(all), func(d day) bool { return d.Company != company })
		short, long := plot.MovingMean(days, n.Start, closing), plot.MovingMean(days, n.End, closing)
		for i, d := range days {
			days[i].Short, days[i].Long, days[i].Color = short[i], long[i], "#2ba26f"
			if d.Close < d.Open {
				days[i].Color = "#d4477a"
			}
		}
		return slices.DeleteFunc(days, func(d day) bool { return d.Date.Before(p.Start) || d.Date.After(p.End) })
	})
	table := widgets.NewTable(shown.Value())
	table.SetPageSize(10)
	shown.OnChange(table.SetRows)

	days, price, volume := table.Rows.Source, plot.New("Price").TimeX(), plot.New("Volume").TimeX().SetHeight(170)
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
	doc.Add(shell)
	return nil
}

func closing(d day) float64 { return d.Close }
