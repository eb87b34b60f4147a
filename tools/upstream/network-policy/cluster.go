package main

import (
	"context"
	"net"
	"net/netip"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/informers"
	"plinth.invalid/upstream/manifests"
	"sigs.k8s.io/kube-network-policies/pkg/api"
	"sigs.k8s.io/kube-network-policies/pkg/network"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
)

// One end of a connection. A workload has two pods, one that talks and one that listens, so that it also meets
// itself, as its replicas do. An address outside the cluster does both.
type end struct {
	name           string
	talks, listens netip.Addr
}

type cluster struct {
	workloads []end
	engine    *networkpolicy.PolicyEngine
}

// Answers the engine's question "which pod has this address?". What is not in it stands outside the cluster.
type podsByAddress map[string]*api.PodInfo

func (p podsByAddress) GetPodInfoByIP(address string) (*api.PodInfo, bool) {
	pod, found := p[address]
	return pod, found
}

func newCluster(set *manifests.Set, podRange, nodeRange string) (*cluster, error) {
	nextPod, err := addressesOf(podRange)
	if err != nil {
		return nil, err
	}
	nextNode, err := addressesOf(nodeRange)
	if err != nil {
		return nil, err
	}
	pods := podsByAddress{}
	result := &cluster{}
	for _, w := range set.Workloads {
		next := nextPod
		if w.Template.Spec.HostNetwork {
			next = nextNode
		}
		e := end{name: w.String()}
		for _, address := range []*netip.Addr{&e.talks, &e.listens} {
			if *address, err = next(); err != nil {
				return nil, err
			}
			// Policies do not see pods on the host network: upstream's own index leaves them out too.
			if !w.Template.Spec.HostNetwork {
				pods[address.String()] = api.NewPodInfo(podOf(w), namespaceLabels(set, w.Namespace), nil, "")
			}
		}
		result.workloads = append(result.workloads, e)
	}
	policies, err := evaluatorOf(set)
	if err != nil {
		return nil, err
	}
	result.engine = networkpolicy.NewPolicyEngine(pods, []api.PolicyEvaluator{policies})
	return result, nil
}

// Feeds the evaluator through the caches of informers that are never started: they need no API server.
func evaluatorOf(set *manifests.Set) (api.PolicyEvaluator, error) {
	factory := informers.NewSharedInformerFactory(nil, 0)
	core, policies := factory.Core().V1(), factory.Networking().V1().NetworkPolicies()
	evaluator := networkpolicy.NewStandardNetworkPolicy("", core.Namespaces(), core.Pods(), policies)
	for _, policy := range set.Policies {
		stored, err := asStored(policy)
		if err != nil {
			return nil, err
		}
		if err := policies.Informer().GetIndexer().Add(stored); err != nil {
			return nil, err
		}
	}
	return evaluator, nil
}

func (c *cluster) allows(p pair, port port) (bool, error) {
	return c.engine.EvaluatePacket(context.Background(), &network.Packet{
		SrcIP: net.IP(p.from.talks.AsSlice()), DstIP: net.IP(p.to.listens.AsSlice()),
		Proto: corev1.Protocol(port.protocol), DstPort: int(port.number),
		SrcPort: clientPort,
	})
}
