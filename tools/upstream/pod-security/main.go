// Command pod-security says what the Pod Security admission of a Kubernetes API server would answer to every pod and
// pod template in folders of manifests: one JSON object a line. It exits 0 with verdicts, whatever they are, and 1
// when it cannot read its input.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"plinth.invalid/upstream/manifests"
)

type verdict struct {
	Namespace string `json:"namespace"`
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	Level     string `json:"level"`
	Version   string `json:"version"`
	Allowed   bool   `json:"allowed"`
	Reason    string `json:"reason"`
	Detail    string `json:"detail"`
}

func main() {
	minor := flag.String("minor", "latest", "judge as an API server of this minor would: v1.36")
	flag.Parse()
	if err := run(*minor, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(minor string, paths []string) error {
	server, err := api.ParseVersion(minor)
	if err != nil {
		return err
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), &server)
	if err != nil {
		return err
	}
	set, err := manifests.Read(paths)
	if err != nil {
		return err
	}
	output := json.NewEncoder(os.Stdout)
	for _, workload := range set.Workloads {
		enforced, err := levelOf(set, workload.Namespace)
		if err != nil {
			return err
		}
		results := evaluator.EvaluatePod(enforced, &workload.Template.ObjectMeta, &workload.Template.Spec)
		sum := policy.AggregateCheckResults(results)
		err = output.Encode(verdict{
			workload.Namespace, workload.Kind, workload.Name, string(enforced.Level), enforced.Version.String(),
			sum.Allowed, sum.ForbiddenReason(), sum.ForbiddenDetail(),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// A namespace without labels, or one that the manifests do not declare, is as open as the admission's own defaults.
func levelOf(set *manifests.Set, name string) (api.LevelVersion, error) {
	open := api.LevelVersion{Level: api.LevelPrivileged, Version: api.LatestVersion()}
	namespace, declared := set.Namespaces[name]
	if !declared {
		return open, nil
	}
	resolved, problems := api.PolicyToEvaluate(namespace.Labels, api.Policy{Enforce: open, Audit: open, Warn: open})
	if err := problems.ToAggregate(); err != nil {
		return open, fmt.Errorf("namespace %q: %w", name, err)
	}
	return resolved.Enforce, nil
}
