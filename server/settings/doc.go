// Package settings fills a struct of options from flags, from the environment and from a YAML file.
//
// It owns the one rule of precedence (flag, environment, file, code, default) and the
// words in which a value is read. Which options exist is told by the struct's tags, what they mean
// is left to the rooms that declare them. A field with a help tag is an option; all others are for
// code alone.
//
//	type Options struct {
//		Port    int           `help:"Port to listen on." placeholder:"5006" env:"PANELGO_PORT,BOKEH_PORT"`
//		Unused  time.Duration `name:"unused-session-lifetime" help:"…"` // PANELGO_UNUSED_SESSION_LIFETIME
//		Logger  *slog.Logger  // for code alone
//	}
//
//	err := settings.Apply(&opts, flags, os.LookupEnv)
package settings
