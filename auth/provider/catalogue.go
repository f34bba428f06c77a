package provider

import (
	"fmt"
	"slices"
	"strings"
)

// catalogue holds every service panelgo knows by name.
var catalogue = []Provider{
	auth0,
	authCode,
	azure,
	azureV2,
	bitbucket,
	dev,
	generic,
	github,
	gitlab,
	google,
	oidc,
	okta,
	password,
}

// Lookup finds a provider by its name, whatever its case.
func Lookup(name string) (Provider, error) {
	for _, p := range catalogue {
		if strings.EqualFold(p.Name, name) {
			return p, nil
		}
	}
	return Provider{}, fmt.Errorf("there is no provider %q: choose one of %s", name, strings.Join(Names(), ", "))
}

// Names lists the catalogue in order.
func Names() []string {
	var names []string
	for _, p := range catalogue {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return names
}

// Variables lists the environment variables that set a parameter of one provider.
func Variables() []string {
	var all []string
	for _, p := range catalogue {
		for _, param := range p.Params {
			if param.Env != "" {
				all = append(all, param.Env)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
