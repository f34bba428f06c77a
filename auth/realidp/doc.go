// Package realidp tests the sign-in against identity providers that other
// people wrote: dex in process, the certified oidc-provider on Node, both in a
// real Chromium. It is a module of its own, so that what these providers are
// made of stays out of the product. It holds tests only.
//
//	npm ci --prefix node && go test ./...
package realidp
