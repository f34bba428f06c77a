package provider

// password is a service that takes the visitor's name and password from
// panelgo's own form. OAuth 2.1 drops this grant; it is here for services that
// offer nothing else.
var password = func() Provider {
	p := generic
	p.Name, p.Form, p.Public, p.Derive = "password", true, true, nil
	return p
}()
