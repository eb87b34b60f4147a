// Command network-policy says what the NetworkPolicies in folders of manifests allow, by the engine of
// kube-network-policies. One JSON object a line: every ordered pair of workloads, every workload with every outside
// address, both ways, for every port. It exits 0 with verdicts, whatever they are, and 1 when it cannot read its input.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"strings"

	"plinth.invalid/upstream/manifests"
)

func main() {
	outside := flag.String("outside", "", "addresses outside the cluster, separated by commas")
	pods := flag.String("pods", "10.244.0.0/16", "the range that pods get their addresses from")
	nodes := flag.String("nodes", "198.18.0.0/16", "the range of the nodes, whose addresses pods on the host network have")
	flag.Parse()
	if err := run(*outside, *pods, *nodes, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(outside, pods, nodes string, paths []string) error {
	set, err := manifests.Read(paths)
	if err != nil {
		return err
	}
	addresses, err := parseAddresses(outside)
	if err != nil {
		return err
	}
	cluster, err := newCluster(set, pods, nodes)
	if err != nil {
		return err
	}
	lines := bufio.NewWriter(os.Stdout)
	output := json.NewEncoder(lines)
	ports := portsOf(set)
	for _, pair := range pairs(cluster.workloads, addresses) {
		for _, port := range ports {
			allowed, err := cluster.allows(pair, port)
			if err != nil {
				return err
			}
			if err := output.Encode(verdict{pair.from.name, pair.to.name, port.protocol, port.number, allowed}); err != nil {
				return err
			}
		}
	}
	return lines.Flush()
}

func parseAddresses(list string) ([]netip.Addr, error) {
	var addresses []netip.Addr
	for text := range strings.SplitSeq(list, ",") {
		if text == "" {
			continue
		}
		address, err := netip.ParseAddr(text)
		if err != nil {
			return nil, err
		}
		addresses = append(addresses, address)
	}
	return addresses, nil
}
