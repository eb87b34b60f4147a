// Command flannel-config reads a net-conf.json with flannel's own types and checks it with flannel's own rules: one line for
// the first problem. It exits 0 when there is none, and 1 otherwise.
//
// Where flannel passes over a key that it does not know, this does not.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/flannel-io/flannel/pkg/backend/vxlan"
	"github.com/flannel-io/flannel/pkg/subnet"
)

// What backends read, beside their type. wireguard has no type for it: these are the keys in Documentation/backends.md.
var backends = map[string]any{
	"vxlan": &struct {
		Type string
		vxlan.VXLANConfig
	}{},
	"host-gw": &struct{ Type string }{},
	"wireguard": &struct {
		Type, PSK, Mode                                            string
		ListenPort, ListenPortV6, MTU, PersistentKeepaliveInterval int
	}{},
}

func main() {
	if len(os.Args) != 2 {
		fail(errors.New("one file is needed: a net-conf.json"))
	}
	content, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail(err)
	}
	config, err := subnet.ParseConfig(string(content))
	if err == nil {
		err = strict(content, new(subnet.Config))
	}
	if err == nil {
		err = subnet.CheckNetworkConfig(config)
	}
	if err == nil {
		err = backend(config)
	}
	if err != nil {
		fail(err)
	}
}

func backend(config *subnet.Config) error {
	keys, known := backends[config.BackendType]
	if !known {
		return fmt.Errorf("Backend: nothing is known here of the type %q", config.BackendType)
	}
	if len(config.Backend) == 0 {
		return nil
	}
	if err := strict(config.Backend, keys); err != nil {
		return fmt.Errorf("Backend: %w", err)
	}
	return nil
}

func strict(content []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

func fail(err error) {
	fmt.Println(err)
	os.Exit(1)
}
