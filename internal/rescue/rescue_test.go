package rescue_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/rescue"
)

var errOwn = errors.New("own")

func thrower(v any) error { panic(v) }

func TestAPanicBecomesAnErrorThatKnowsWhere(t *testing.T) {
	for _, v := range []any{"text", 7, errOwn} {
		err := rescue.Call(func() error { return thrower(v) })
		var panicked *rescue.Error
		if !errors.As(err, &panicked) || panicked.Value != v || !strings.Contains(string(panicked.Stack), "thrower") || !strings.HasPrefix(err.Error(), "panic: ") {
			t.Errorf("%v: %v", v, err)
		}
		if errors.Is(err, errOwn) != (v == errOwn) {
			t.Errorf("%v wraps another error", v)
		}
	}
}

func TestWhatDoesNotPanicIsLeftAlone(t *testing.T) {
	for _, want := range []error{nil, errOwn} {
		if err := rescue.Call(func() error { return want }); err != want {
			t.Errorf("%v became %v", want, err)
		}
	}
}
