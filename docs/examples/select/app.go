// Package selection links two plots: a box drawn in one selects the same rows in the other, and Go sums them up.
//
//panelgo:gallery First steps
package selection

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
)

type home struct {
	Size  float64 // m²
	Age   float64 // years
	Price float64 // 1000 €
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	homes := plot.NewRows(invent(400))

	bySize := plot.New("Price by size").Labels("size, m²", "price, 1000 €").BoxSelect()
	bySize.Scatter(homes.Source, "Size", "Price", plot.Style{Alpha: 0.5})
	byAge := plot.New("Price by age").Labels("age, years", "price, 1000 €").BoxSelect()
	byAge.Scatter(homes.Source, "Age", "Price", plot.Style{Alpha: 0.5, Color: "#e8710a"})

	summary := pane.NewText("Drag a box in either plot.")
	homes.OnChange(func(chosen []home) { summary.SetText(summarize(chosen)) })

	doc.SetTitle("Select")
	doc.Add(layout.Column(layout.Row(bySize, byAge), summary))
	return nil
}

// summarize is the number and the mean price of some homes: all of them while none is selected.
func summarize(homes []home) string {
	sum := 0.0
	for _, h := range homes {
		sum += h.Price
	}
	return fmt.Sprintf("%d homes selected, mean price %.0f 000 €", len(homes), sum/float64(len(homes)))
}

// invent makes up homes, the same ones each time.
func invent(n int) []home {
	random := rand.New(rand.NewPCG(1, 2))
	homes := make([]home, n)
	for i := range homes {
		size := math.Round(60 + 40*math.Abs(random.NormFloat64()))
		age := math.Round(random.Float64() * 80)
		homes[i] = home{size, age, math.Round(3.2*size - 1.5*age + 35*random.NormFloat64() + 120)}
	}
	return homes
}
