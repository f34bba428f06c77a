// Package selection links two plots: a box drawn in one selects the same rows in the other, and Go sums them up.
//
//panelgo:gallery First steps
package selection

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	data := houses(400)
	homes := plot.NewSource(data)
	price := data["price"].([]float64)

	bySize := plot.New("Price by size").Labels("size, m²", "price, 1000 €").BoxSelect()
	bySize.Scatter(homes, "size", "price", plot.Style{Alpha: 0.5})
	byAge := plot.New("Price by age").Labels("age, years", "price, 1000 €").BoxSelect()
	byAge.Scatter(homes, "age", "price", plot.Style{Alpha: 0.5, Color: "#e8710a"})

	summary := pane.NewText("Drag a box in either plot.")
	homes.OnSelect(func(rows []int) { summary.SetText(summarize(price, rows)) })

	doc.SetTitle("Select")
	doc.Add(layout.Column(layout.Row(bySize, byAge), summary))
	return nil
}

// summarize is the number and the mean price of the rows.
func summarize(price []float64, rows []int) string {
	if len(rows) == 0 {
		return "Nothing selected."
	}
	sum := 0.0
	for _, row := range rows {
		sum += price[row]
	}
	return fmt.Sprintf("%d homes selected, mean price %.0f 000 €", len(rows), sum/float64(len(rows)))
}

// houses invents homes, the same ones each time.
func houses(n int) document.Data {
	random := rand.New(rand.NewPCG(1, 2))
	size, age, price := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		size[i] = math.Round(60 + 40*math.Abs(random.NormFloat64()))
		age[i] = math.Round(random.Float64() * 80)
		price[i] = math.Round(3.2*size[i] - 1.5*age[i] + 35*random.NormFloat64() + 120)
	}
	return document.Data{"size": size, "age": age, "price": price}
}
