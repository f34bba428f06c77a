package settings

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// tools are variables of the command and of tests, which are no options.
var tools = []string{"PANELGO_ORDERS", "PANELGO_CACHE", "PANELGO_CHROMIUM", "PANELGO_SHOTS"}

// CheckNames complains about each variable whose name begins as ours do and that nobody reads: one
// letter wrong in PANELGO_ALLOW_USER would let everybody in. An empty variable counts as not set.
// The environment is as os.Environ has it; more are further names that somebody reads.
func CheckNames(options any, environment []string, more ...string) error {
	known := slices.Concat(tools, more)
	for _, f := range Fields(options) {
		for _, name := range f.Envs {
			known = append(known, name)
			if f.Secret {
				known = append(known, name+"_FILE")
			}
		}
	}
	var complaints []error
	for _, pair := range slices.Sorted(slices.Values(environment)) {
		name, value, _ := strings.Cut(pair, "=")
		ours := strings.HasPrefix(name, "PANELGO_") || strings.HasPrefix(name, "PANEL_")
		if !ours || value == "" || strings.HasPrefix(name, "PANELGO_TEST_") || slices.Contains(known, name) {
			continue
		}
		complaints = append(complaints, fmt.Errorf("%s: there is no such variable%s", name, hintFor(name, known)))
	}
	return errors.Join(complaints...)
}

func hintFor(name string, known []string) string {
	plain, file := strings.CutSuffix(name, "_FILE")
	near := Nearest(name, known)
	switch {
	case strings.HasSuffix(name, "_SERVICE_HOST") || strings.Contains(name, "_SERVICE_PORT") || strings.Contains(name, "_TCP"):
		return ": Kubernetes sets it for a service of that name, which enableServiceLinks: false in the pod turns off"
	case file && slices.Contains(known, plain):
		return ": " + plain + " is no secret, and is given as it is"
	case near != "":
		return ": did you mean " + near + "? If not, unset it"
	}
	return ": unset it; --help lists those that there are"
}

// Nearest returns the name that a misspelt one may have meant, or nothing.
func Nearest(name string, names []string) string {
	best, least := "", max(2, len(name)/4)+1
	for _, other := range names {
		if d := distance(name, other); d < least {
			best, least = other, d
		}
	}
	return best
}

// distance counts the letters to insert, remove or replace (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
