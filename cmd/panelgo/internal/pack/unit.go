package pack

import (
	"fmt"
	"regexp"
	"strings"
)

var unitName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]*$`)

// CheckName refuses what cannot name a unit or a directory of its state.
func CheckName(name string) error {
	if !unitName.MatchString(name) {
		return fmt.Errorf("pack: %q cannot name a service: take letters, digits, dots, dashes and underscores, as in -o dash", name)
	}
	return nil
}

// Unit is a hardened unit of systemd for a program that lies in /usr/local/bin. It runs
// as a user that exists only meanwhile, and can write to its state alone.
func Unit(name string) []byte {
	return []byte(strings.NewReplacer("NAME", name).Replace(unit))
}

// ProcSubset is left alone: a monitor of the machine reads /proc/stat. A port below 1024 would need
// CAP_NET_BIND_SERVICE, which the unit gives to nobody: a proxy has that port.
const unit = `# Written by panelgo build --systemd. To install:
#   install -m 755 NAME /usr/local/bin/NAME
#   install -m 644 NAME.service /etc/systemd/system/NAME.service
#   systemctl daemon-reload && systemctl enable --now NAME
[Unit]
Description=NAME (panelgo)
After=network-online.target
Wants=network-online.target

[Service]
Type=exec
ExecStart=/usr/local/bin/NAME
Restart=on-failure
# Sessions may take 10 s to end (--drain-time).
TimeoutStopSec=20

# Options, and secrets, which only root need be able to read:
#LoadCredential=panelgo.yaml:/etc/NAME/panelgo.yaml
#Environment=PANELGO_CONFIG=%d/panelgo.yaml
#LoadCredential=cookie-secret:/etc/NAME/cookie-secret
#Environment=PANELGO_COOKIE_SECRET_FILE=%d/cookie-secret
# Sign-ins that outlast a restart; they also need PANELGO_OAUTH_ENCRYPTION_FILE:
#Environment=PANELGO_SIGNIN_STORE=file:%S/NAME/sign-ins

DynamicUser=yes
StateDirectory=NAME
StateDirectoryMode=0700
WorkingDirectory=%S/NAME
UMask=0077

NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
LockPersonality=yes
MemoryDenyWriteExecute=yes
PrivateDevices=yes
PrivateTmp=yes
PrivateUsers=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`
