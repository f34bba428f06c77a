package form_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/form"
)

func TestAListOfNumbersIsWrittenAsText(t *testing.T) {
	type sizes struct {
		Small  []int8    `max:"3"`
		Shares []float64 `form:"required"`
	}
	f := made(t, sizes{Small: []int8{1, 2}})
	b := documenttest.Open(t, f)
	small, shares := f.Component("Small").(document.Model), f.Component("Shares").(document.Model)
	for text, want := range map[string]string{
		"3, 4;5":      "[3 4 5]",
		"":            "[]",
		" -7\u00a08 ": "[-7 8]",
	} {
		if err := b.Set(small, "value", `"`+text+`"`); err != nil || fmt.Sprint(f.Value().Small) != want {
			t.Errorf("%q is %v: %v", text, f.Value().Small, err)
		}
	}
	b.Hears()
	for text, says := range map[string]string{
		"1, two":     `two\\22  is no whole number`,
		"1, 300":     "300 is not between -128 and 127",
		"1, 2.5":     `2.5\\22  is no whole number`,
		"1, 2, 3, 4": "4 numbers are too many, 3 are allowed",
	} {
		_ = b.Set(small, "value", `"`+text+`"`)
		if told := b.Hears(); fmt.Sprint(f.Value().Small) == "[1 2 3 4]" || !strings.Contains(told, says) {
			t.Errorf("%q: %v, told %s", text, f.Value().Small, told)
		}
	}
	for _, text := range []string{"NaN", "1e999", "0x"} {
		_ = b.Set(shares, "value", `"`+text+`"`)
		if told := b.Hears(); f.Value().Shares != nil || !strings.Contains(told, "is no number") {
			t.Errorf("%q: %v, told %s", text, f.Value().Shares, told)
		}
	}
	if _, err := form.New(struct{ Raw []byte }{}); err == nil {
		t.Error("there is a field for bytes")
	}
	if _, err := form.New(struct{ N []int }{[]int{1 << 60}}); err == nil {
		t.Error("a number is shown that the page cannot count to")
	}
}
