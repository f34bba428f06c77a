// Package provider is the catalogue of identity services, one value each.
//
// It owns the facts about a service: where its endpoints are, which scopes and
// claims it uses, and the odd function where a service differs from the rest.
// It leaves cookies, handlers, states and the checking of tokens to auth.
//
//	p, _ := provider.Lookup("okta")
//	service, err := p.Resolve(map[string]string{"url": "example.okta.com"}, os.Getenv)
//	fmt.Println(service.Issuer) // https://example.okta.com
package provider
