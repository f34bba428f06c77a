package commands

// elsewhere answers flags that people know from Panel and Bokeh and that panelgo has not, or not by
// that name.
var elsewhere = map[string]string{
	"autoreload":                      "use --dev",
	"num-procs":                       "one panelgo process uses all cores, so leave it out",
	"num-threads":                     "callbacks that wait belong in doc.Go, which needs no pool; leave it out",
	"warm":                            "apps are compiled, so there is nothing to warm up; leave it out",
	"reuse-sessions":                  "pages are made quickly enough for each visitor to have an own session; leave it out",
	"args":                            "write the program's own main function and call panelgo.Main to take arguments",
	"glob":                            "your shell expands *.go; leave it out",
	"use-config":                      "use --config with a YAML file of options",
	"setup":                           "write a main function that prepares what is needed and then calls panelgo.Serve",
	"plugins":                         "write a main function that mounts panelgo.New beside your own handlers",
	"rest-provider":                   "write a main function that mounts panelgo.New beside your own handlers",
	"rest-endpoint":                   "write a main function that mounts panelgo.New beside your own handlers",
	"rest-session-info":               "write a main function that mounts panelgo.New beside your own handlers",
	"auth-module":                     "write a main function that calls panelgo.Serve with your own sign-in in Options",
	"profiler":                        "import net/http/pprof in a main function of your own",
	"log-file":                        "logs go to standard error; redirect it, as in 2>panelgo.log",
	"stats-log-frequency":             "there is no periodic log line; leave it out",
	"mem-log-frequency":               "there is no periodic log line; leave it out",
	"session-ids":                     "session ids are always signed; leave it out",
	"enable-xsrf-cookies":             "cookies are SameSite and tokens are signed in any case; leave it out",
	"websocket-compression-level":     "leave it out",
	"websocket-compression-mem-level": "leave it out",
	"global-loading-spinner":          "leave it out",
	"websocket-origin":                "use --allow-websocket-origin",
	"host":                            "use --address to listen, and --allow-websocket-origin for the hosts whose pages may connect",
}

// Elsewhere says what to do in place of a flag that people know and that there is not.
func Elsewhere(flag string) (hint string, known bool) {
	hint, known = elsewhere[flag]
	return hint, known
}
