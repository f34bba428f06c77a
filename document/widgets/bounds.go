package widgets

import (
	"fmt"
	"math"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Bounds mean the same in all widgets that have them. What a browser sends from beyond them is
// refused. A program that sets a value beyond them has a mistake, and panics with the widget's
// label; so does one whose bounds are none. Bounds that move take the value along to the nearest of
// them, and OnChange tells of it.

// mustTake panics if a widget cannot stand where the program wants it to. If the program acts for a
// visitor, it reports that the value is not to be taken.
func mustTake(m document.Model, label any, err error) bool {
	if err != nil && !document.RefuseVisitor(m, err) {
		panic(fmt.Sprintf("widgets: %q cannot take this value: %v", words(label), err))
	}
	return err == nil
}

// words is a label, in the forms that models have for it.
func words(label any) string {
	switch l := label.(type) {
	case string:
		return l
	case models.Str:
		return string(l)
	case document.Opt[string]:
		return l.Or("")
	}
	return ""
}

// mustBound panics if bounds are none that a handle can move between. The distance has to be a
// number, too, as the front end computes with it.
func mustBound(label any, low, high float64) {
	if math.IsInf(low, 0) || math.IsInf(high, 0) || math.IsInf(high-low, 0) || !(low <= high) {
		panic(fmt.Sprintf("widgets: %q cannot go from %v to %v: bounds are finite numbers, the lower one first", words(label), low, high))
	}
}

// mustStep panics if a step leads nowhere.
func mustStep(label any, step float64) {
	if !(step > 0) || math.IsInf(step, 0) {
		panic(fmt.Sprintf("widgets: %q cannot go in steps of %v", words(label), step))
	}
}

// mustOrder panics if a period ends before it starts; a zero time leaves a side open.
func mustOrder(label any, earliest, latest time.Time) {
	if !earliest.IsZero() && !latest.IsZero() && latest.Before(earliest) {
		panic(fmt.Sprintf("widgets: %q cannot go from %v to %v: the earlier one comes first", words(label), earliest, latest))
	}
}

// hundredth is the step of a slider that is given none. One whose ends are the same does not move.
func hundredth(start, end float64) float64 {
	if step := (end - start) / 100; step > 0 {
		return step
	}
	return 1
}

// nearest is the value within bounds that is nearest to x.
func nearest(x, low, high float64) float64 { return min(max(x, low), high) }

// nearestTime is the wall clock within bounds that is nearest to t; a zero time leaves a side open.
func nearestTime(t, low, high time.Time) time.Time {
	switch {
	case !low.IsZero() && clock(t) < clock(low):
		return low
	case !high.IsZero() && clock(t) > clock(high):
		return high
	}
	return t
}

// nearestPeriod is nearestTime of both ends.
func nearestPeriod(p Period, low, high time.Time) Period {
	return Period{nearestTime(p.Start, low, high), nearestTime(p.End, low, high)}
}
