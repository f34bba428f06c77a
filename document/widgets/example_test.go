package widgets_test

import (
	"context"
	"fmt"

	"github.com/panelgo/panelgo/document"
	. "github.com/panelgo/panelgo/document/widgets"
)

func ExampleSelect() {
	type fruit struct {
		name  string
		price float64
	}
	list := NewSelect("Fruit", ChoicesOf([]fruit{{"apple", 0.4}, {"pear", 0.6}}, func(f fruit) string { return f.name }))
	list.OnChange(func(f fruit) { fmt.Printf("a %s is %.2f\n", f.name, f.price) })
	list.SetValue(fruit{"pear", 0.6})
	// Output: a pear is 0.60
}

func ExampleTextInput_Validate() {
	name := NewTextInput("Name")
	valid := name.Validate(func(s string) error {
		if s == "" {
			return fmt.Errorf("say who you are")
		}
		return nil
	})
	fmt.Println(valid())
	name.SetValue("Ada")
	fmt.Println(valid())
	// Output:
	// say who you are
	// <nil>
}

func ExampleColumnRows() {
	rows := ColumnRows(document.Data{"name": []string{"Earth", "Mars", "Venus"}, "moons": []int{1, 2, 0}})
	page, _, total, err := rows.Page(context.Background(), Query{Sorts: []Sort{{Field: "moons", Down: true}}, Filters: []Filter{{Field: "name", Type: "like", Value: "a"}}}, 0, 10)
	fmt.Println(page["name"], total, err)
	// Output: [Mars Earth] 2 <nil>
}

func ExampleWith() {
	price := With(NewFloatSlider("Price", -10, 10), 0)
	level := With(NewCheckBoxGroup(Choices("info", "warn", "error")), []string{"warn", "error"})
	fmt.Println(price.Value(), level.Value())
	// Output: 0 [warn error]
}
