package cell

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/ncruces/go-strftime"
)

// Time is the pattern of times that none is given for.
const Time = "%Y-%m-%d %H:%M:%S"

// printf are the patterns of package fmt that say nothing but how many decimals a number has.
var printf = regexp.MustCompile(`^%(?:d|v|(?:\.(\d{1,2}))?f)$`)

// pattern of a number: thousands apart or not, decimals that always stand and such that stand where
// they are not zero, a percent sign.
var number = regexp.MustCompile(`^(0|0,0|0,000|#,##0)(?:\.(0*)(?:\[(0+)\])?)?( ?%)?$`)

// Pattern translates the pattern of a format tag into that of the front end: numbro's for numbers,
// strftime's for times. Those of package fmt ("%.1f") and of package time ("2 Jan 2006") say the
// same in a tag. It is an error if the front end has no such pattern.
func Pattern(pattern string, of reflect.Type) (string, error) {
	if of == reflect.TypeFor[time.Time]() {
		switch {
		case pattern == "":
			return Time, nil
		case strings.Contains(pattern, "%"):
			return pattern, nil
		}
		return fromLayout(pattern)
	}
	if !strings.Contains(pattern, "%") || number.MatchString(pattern) {
		return pattern, nil
	}
	parts := printf.FindStringSubmatch(pattern)
	if parts == nil {
		return "", fmt.Errorf("%q is no format of a number: say it as in \"0,0.00\", or \"%%.2f\"", pattern)
	}
	if decimals, _ := strconv.Atoi(parts[1]); decimals > 0 {
		return "0." + strings.Repeat("0", decimals), nil
	} else if strings.HasSuffix(pattern, "f") && parts[1] == "" {
		return "0.000000", nil // as package fmt has it
	}
	return "0", nil
}

// words are the parts of package time's layouts, the longer ones first, and strftime's.
var words = strings.NewReplacer("January", "%B", "Monday", "%A", "2006", "%Y", "Jan", "%b", "Mon", "%a", "MST", "%Z", "-07:00", "%:z", "-0700", "%z",
	"Z07:00", "%:z", "01", "%m", "02", "%d", "03", "%I", "04", "%M", "05", "%S", "06", "%y", "15", "%H", "PM", "%p", "_2", "%e", "002", "%j", "2", "%-d", "1", "%-m", "3", "%-I")

func fromLayout(layout string) (string, error) {
	pattern := words.Replace(layout)
	if !strings.Contains(pattern, "%") {
		return "", fmt.Errorf("%q is no format of a time: say it as in \"%%d %%b %%Y\", or \"2 Jan 2006\"", layout)
	}
	return pattern, nil
}

// Format returns a cell as the front end shows it by a pattern that [Pattern] has returned. It
// reports whether it knows the pattern; numbro has more than it.
func Format(v any, pattern string) (string, bool) {
	if Missing(v) {
		return "", true
	}
	if t, ok := v.(time.Time); ok {
		return strftime.Format(pattern, t), true
	}
	r, parts := reflect.ValueOf(v), number.FindStringSubmatch(pattern)
	if parts == nil || rank(v) != numbers {
		return "", false
	}
	f := r.Convert(reflect.TypeFor[float64]()).Float()
	percent := parts[4]
	if percent != "" {
		f *= 100
	}
	if math.IsInf(f, 0) || math.Abs(f) >= 1e21 {
		return "", false
	}
	always, more := len(parts[2]), len(parts[3])
	scale := math.Pow10(always + more)
	text := strconv.FormatFloat(math.Floor(f*scale+0.5)/scale, 'f', always+more, 64) // half up, as Math.round
	if percent == "" && always+more == 0 && !r.CanFloat() {
		text = Text(v) // whole numbers keep all their digits
	}
	for range more {
		if text = strings.TrimSuffix(text, "0"); strings.HasSuffix(text, ".") {
			text = strings.TrimSuffix(text, ".")
			break
		}
	}
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	if strings.Contains(parts[1], ",") {
		text = apart(text)
	}
	return text + percent, true
}

// apart sets commas between the thousands of a number.
func apart(text string) string {
	whole, rest, _ := strings.Cut(text, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + whole + rest
}
