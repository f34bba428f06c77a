// A certified OpenID Connect provider with one client, for tests. Its settings
// come as JSON in the variable CONFIG; it prints its issuer once it listens.
import { createServer } from "node:http";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { Provider } from "oidc-provider";

const config = JSON.parse(process.env.CONFIG);
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const filler = config.filler ? randomBytes(config.filler).toString("hex") : undefined;

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: config.id, client_secret: config.secret, redirect_uris: [`${config.app}/oauth2/callback`],
      post_logout_redirect_uris: [`${config.app}/logout`], backchannel_logout_uri: `${config.app}/oauth2/backchannel-logout`,
      backchannel_logout_session_required: true, grant_types: ["authorization_code", "refresh_token"], response_types: ["code"],
    }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "test", use: "sig", alg: "RS256" }] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    claims: { email: ["email", "email_verified"], profile: ["name", "preferred_username", "groups", "filler"] },
    conformIdTokenClaims: !config.claimsInIDToken,
    pkce: { required: () => true },
    ttl: { AccessToken: config.life, IdToken: 3600, Session: 3600, Grant: 3600, RefreshToken: 3600, Interaction: 600, AuthorizationCode: 60 },
    features: {
      backchannelLogout: { enabled: true }, revocation: { enabled: true }, introspection: { enabled: true },
      resourceIndicators: {
        enabled: Boolean(filler), defaultResource: () => "urn:api", useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: "openid", accessTokenFormat: "jwt", accessTokenTTL: config.life }),
      },
    },
    extraTokenClaims: () => (filler ? { filler } : undefined),
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.org`, email_verified: true, name: `${id} O'Brien "Q" 🎈`, preferred_username: id, groups: ["staff"], filler }),
    }),
    // The provider keeps away from this machine's own addresses otherwise.
    fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  });
  server.on("request", provider.callback());
  console.log(`listening ${issuer}`);
});
