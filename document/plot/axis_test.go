package plot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/plot"
)

func TestAFactorStandsOnce(t *testing.T) {
	for _, twice := range []models.FactorSeq{Factors("a", "b", "a"), FactorPairs([2]string{"g", "a"}, [2]string{"g", "a"}), FactorTriples([3]string{"g", "a", "x"}, [3]string{"g", "a", "x"})} {
		func() {
			defer func() {
				if r := fmt.Sprint(recover()); !strings.Contains(r, "stands twice") {
					t.Errorf("%v: %s", twice, r)
				}
			}()
			New("Sales").CategoricalY(twice)
		}()
	}
	fig := New("Sales").CategoricalX(FactorPairs([2]string{"g", "a"}, [2]string{"h", "a"}))
	fig.SetFactorsX(Factors("x", "y"))
}
