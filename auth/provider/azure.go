package provider

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// Microsoft Entra. Both names mean the v2.0 endpoints; azure shows the user
// name, as people who come from the v1 endpoints are used to, azurev2 the
// e-mail address where the tenant vouches for it.
var (
	azure   = entra("azure", "preferred_username", "upn", "unique_name", "email")
	azureV2 = entra("azurev2", "email", "preferred_username", "upn")
)

func entra(name string, userClaims ...string) Provider {
	return Provider{
		Name:          name,
		Title:         "Microsoft",
		Issuer:        "https://login.microsoftonline.com/{tenant}/v2.0",
		Scopes:        []string{"openid", "email", "profile"},
		RefreshScopes: []string{"offline_access"},
		Params: []Param{
			{Name: "tenant", Env: "AAD_TENANT_ID", Default: "common",
				Help: "the directory's id or domain; common, organizations and consumers stand for many"},
			{Name: "tenants", Kind: Claim, Help: "with a shared tenant: the directory ids that may sign in, comma-separated"},
		},
		AgainParams: map[string]string{"prompt": "select_account"},
		UserClaims:  userClaims,
		// E-mail and user names are mutable there. The pair of directory and
		// object is the account, whatever application asks.
		SubjectClaims: []string{"tid", "oid"},
		GroupClaims:   []string{"groups", "roles"},
		CheckIssuer:   entraIssuer,
		Groups:        entraGroups,
		Endpoints:     Endpoints{API: "https://graph.microsoft.com/v1.0"},
	}
}

var tenantID = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// consumers is the directory that all personal Microsoft accounts share.
const consumers = "9188040d-6c67-4c5b-b112-36a304b66dad"

// entraIssuer accepts exactly the issuer that belongs to the token's own
// directory, if that directory is one of those meant. Shared tenants publish a
// template, a directory named by its domain publishes its id.
func entraIssuer(p Provider, discovered string, claims map[string]any) error {
	tid, _ := claims["tid"].(string)
	if !tenantID.MatchString(tid) {
		return errors.New("the ID token names no directory (tid)")
	}
	base, _, _ := strings.Cut(p.Issuer, "/"+p.Value("tenant")+"/v2.0")
	published := strings.ReplaceAll(discovered, "{tenantid}", tid)
	if want := base + "/" + tid + "/v2.0"; claims["iss"] != want || published != want {
		return fmt.Errorf("the ID token comes from another issuer than its directory's (%s)", want)
	}
	if !entraTenant(p, tid) {
		return fmt.Errorf("directory %s may not sign in here", tid)
	}
	return nil
}

func entraTenant(p Provider, tid string) bool {
	if list := p.Value("tenants"); list != "" {
		return slices.ContainsFunc(strings.Split(list, ","), func(one string) bool {
			return strings.EqualFold(strings.TrimSpace(one), tid)
		})
	}
	switch tenant := p.Value("tenant"); strings.ToLower(tenant) {
	case "common":
		return true
	case "organizations":
		return tid != consumers
	case "consumers":
		return tid == consumers
	default:
		// A directory named by its domain is known by what it published.
		return !tenantID.MatchString(tenant) || strings.EqualFold(tenant, tid)
	}
}

// entraGroups asks the directory when a visitor is in more groups than fit a token.
func entraGroups(ctx context.Context, c Client, p Provider, claims map[string]any) ([]string, error) {
	names, _ := claims["_claim_names"].(map[string]any)
	if names["groups"] == nil {
		return nil, nil
	}
	type page struct {
		Value []struct {
			ID string `json:"id"`
		} `json:"value"`
		Next string `json:"@odata.nextLink"`
	}
	all, err := pages(ctx, c, p.Endpoints.API+"/me/transitiveMemberOf/microsoft.graph.group?$select=id&$top=100",
		func(_ http.Header, p page) string { return p.Next })
	var groups []string
	for _, p := range all {
		for _, g := range p.Value {
			groups = append(groups, g.ID)
		}
	}
	return groups, permitted(err, `the delegated permission GroupMember.Read.All of Microsoft Graph with an administrator's consent, since the visitor is in more groups than fit a token; or let the token name only the groups that are assigned to the app`)
}
