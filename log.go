package panelgo

import (
	"log/slog"
	"os"
)

// logger is the one that was given, or one on standard error.
func (o Options) logger() *slog.Logger {
	if o.Logger != nil {
		return o.Logger
	}
	how := &slog.HandlerOptions{Level: o.LogLevel}
	if o.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(os.Stderr, how))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, how))
}
