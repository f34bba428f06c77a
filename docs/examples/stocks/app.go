// Package stocks explores the share prices of five companies: pick one, drag the ends of the period, move the averages, and
// zoom into any chart, which takes the others along. The companies are invented, and so are their prices: a random walk with
// a fixed seed.
//
//panelgo:gallery Apps
package stocks

import (
	_ "embed"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/jszwec/csvutil"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed prices.csv
var file []byte

type day struct {
	Company                string    `plot:"-"`
	Date                   time.Time `title:"Day" format:"%d %b %Y"`
	Open, High, Low, Close float64   `format:"0.00"`
	Volume                 float64   `format:"0,0"`
	Short, Long            float64   `csv:"-" title:"-"` // moving averages of Close
	Color                  string    `csv:"-" title:"-"`
}

var companies = []string{"Albero", "Briony", "Corvid", "Dunewind", "Elmsea"}

// load reads the prices by company, once for all visitors.
var load = sync.OnceValues(func() (map[string][]day, error) {
	var all []day
	err := csvutil.Unmarshal(file, &all)
	prices := map[string][]day{}
	for _, d := range all {
		d.Color = "#2ba26f"
		if d.Close < d.Open {
			d.Color = "#d4477a"
		}
		prices[d.Company] = append(prices[d.Company], d)
	}
	return prices, err
})

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	prices, err := load()
	if err != nil {
		return err
	}
	all := prices[companies[0]]
	first, last := all[0].Date, all[len(all)-1].Date
	company := widgets.NewSelect("Company", widgets.Choices(companies...))
	style := widgets.NewRadioButtonGroup(widgets.Choices("Candles", "Line"))
	period := widgets.NewDateRangeSlider("Period", first, last)
	period.SetValue(widgets.Period{Start: last.AddDate(0, -6, 0), End: last})
	short, long := widgets.NewIntSlider("Short average, days", 2, 40), widgets.NewIntSlider("Long average, days", 20, 200)
	short.SetValue(10)
	long.SetValue(50)

	shown := reactive.Bind4(company, period, short, long, func(name string, p widgets.Period, short, long int) []day {
		days := slices.Clone(prices[name])
		for i := range days {
			days[i].Short, days[i].Long = mean(days[:i+1], short), mean(days[:i+1], long)
		}
		return within(p, days)
	})
	days, growth := plot.FromStructs(shown.Value()), plot.NewSource(since(period.Value(), prices))
	table := widgets.NewTabulator(plot.Columns(shown.Value()), widgets.ColumnsOf[day]()...)
	table.SetPageSize(10)
	shown.OnChange(func(d []day) {
		days.Show(plot.Columns(d))
		table.Rows.Show(plot.Columns(d))
	})
	period.OnChange(func(p widgets.Period) { growth.Show(since(p, prices)) })

	price := plot.New("Price").TimeX()
	up := plot.Style{ColorBy: plot.Col("Color")}
	wicks := price.Draw(days, plot.Segment{X0: plot.Col("Date"), Y0: plot.Col("Low"), X1: plot.Col("Date"), Y1: plot.Col("High")}, up)
	bodies := price.Draw(days, plot.VBar{X: plot.Col("Date"), Bottom: plot.Col("Open"), Top: plot.Col("Close"), Width: plot.Num(plot.Millis(15 * time.Hour))}, up)
	line := price.Line(days, "Date", "Close", plot.Style{})
	price.Line(days, "Date", "Short", plot.Style{Color: "#e8710a", Legend: "short average"})
	price.Line(days, "Date", "Long", plot.Style{Color: "#8a63d2", Legend: "long average"})
	price.LegendAbove(2)
	price.Hover(plot.Tip{Label: "day", Column: "Date", Format: "%d %b %Y", As: plot.AsDatetime}, plot.Tip{Label: "open", Column: "Open", Format: "0.00"},
		plot.Tip{Label: "high", Column: "High", Format: "0.00"}, plot.Tip{Label: "low", Column: "Low", Format: "0.00"},
		plot.Tip{Label: "close", Column: "Close", Format: "0.00"})
	volume := plot.New("Volume").TimeX()
	volume.Draw(days, plot.VBar{X: plot.Col("Date"), Top: plot.Col("Volume"), Width: plot.Num(plot.Millis(15 * time.Hour))}, up)
	volume.YAxis.Format(plot.Numeral("0 a"))
	volume.Figure.Height.Set(document.Some(170.0))
	rivals := plot.New("Growth since the first day, %").TimeX().LegendAbove(3)
	for _, name := range companies {
		rivals.Line(growth, "Date", name, plot.Style{Legend: name})
	}
	plot.LinkX(price, volume, rivals)
	candles := reactive.Bind(style, func(s string) bool { return s == "Candles" })
	reactive.Set(&bodies.Visible, candles)
	reactive.Set(&wicks.Visible, candles)
	reactive.Set(&line.Visible, reactive.Not(candles))

	shell := template.New("Stock explorer")
	shell.Sidebar(company, style, period, short, long)
	shell.Main(price, volume, rivals, table)
	doc.SetTitle("Stocks")
	doc.Add(shell)
	return nil
}

func within(p widgets.Period, days []day) []day {
	return slices.DeleteFunc(slices.Clone(days), func(d day) bool { return d.Date.Before(p.Start) || d.Date.After(p.End) })
}

// since is how much all prices have changed since the first day of a period, in percent.
func since(p widgets.Period, prices map[string][]day) document.Data {
	data := document.Data{}
	for name, all := range prices {
		days := within(p, all)
		dates, percent := make([]time.Time, len(days)), make([]float64, len(days))
		for i, d := range days {
			dates[i], percent[i] = d.Date, 100*(d.Close/days[0].Close-1)
		}
		data["Date"], data[name] = dates, percent
	}
	return data
}

// mean is the mean price of the last n days, NaN if there are not as many.
func mean(days []day, n int) float64 {
	if len(days) < n {
		return math.NaN()
	}
	sum := 0.0
	for _, d := range days[len(days)-n:] {
		sum += d.Close
	}
	return sum / float64(n)
}
