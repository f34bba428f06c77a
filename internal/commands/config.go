package commands

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"

	"github.com/alecthomas/kong"

	"github.com/panelgo/panelgo/server/settings"
)

// Config is a command that prints what counts.
type Config struct {
	kong.Plugins

	options Options
	target  Target
}

// NewConfig makes the command for a program's options.
func NewConfig(target Target) Config {
	options := NewOptions(target.Options)
	return Config{Plugins: options.Plugins(), options: options, target: target}
}

// Run prints each option with its value and the place that settled it, also where something is
// wrong, and then fails.
func (c *Config) Run() error {
	byCode := map[string]bool{}
	for _, f := range settings.Fields(c.target.Options) {
		byCode[f.Name] = f.Text() != ""
	}
	flags := c.options.Given()
	applied := Read(c.target.Options, flags)
	origins := settings.Origins(c.target.Options, flags, os.LookupEnv)
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for i, f := range settings.Fields(c.target.Effective()) {
		source, value := origins[i].Source, f.Text()
		switch {
		case source == "" && byCode[f.Name]:
			source = "code"
		case source == "":
			source, value = "default", cmp.Or(f.Default, value)
			if origins[i].Text() == "" && !f.Secret {
				value = cmp.Or(f.Text(), f.Default)
			}
		}
		if value == "" && f.Switch() {
			value = "off"
		}
		fmt.Fprintf(out, "--%s\t%s\t%s\n", f.Name, cmp.Or(value, "none"), source)
	}
	return errors.Join(out.Flush(), applied, c.target.Check())
}
