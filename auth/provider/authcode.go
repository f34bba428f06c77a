package provider

// authCode is a generic service that knows panelgo as a public client: there
// is no secret, PKCE alone ties the code to the visitor's browser.
var authCode = func() Provider {
	p := generic
	p.Name, p.Public = "auth_code", true
	return p
}()
