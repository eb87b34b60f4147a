package main

import (
	"fmt"
	"maps"
	"slices"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/runtime"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	kubeletconfig "k8s.io/kubernetes/pkg/kubelet/apis/config"
	kubeletvalidation "k8s.io/kubernetes/pkg/kubelet/apis/config/validation"
	"k8s.io/kubernetes/pkg/kubelet/eviction"
)

func kubelet(object runtime.Object, _ []byte) error {
	config := object.(*kubeletconfig.KubeletConfiguration)
	// The only two rules that look at the machine they run on, and not at the file, hold wherever there is cgroup v2: this
	// judges the file for such a host.
	config.FailCgroupV1 = false
	config.SingleProcessOOMKill = nil
	errs := []error{kubeletvalidation.ValidateKubeletConfiguration(config, utilfeature.DefaultFeatureGate)}
	// What a kubelet reads later in its start.
	_, err := eviction.ParseThresholdConfig(config.EnforceNodeAllocatable, config.EvictionHard, config.EvictionSoft,
		config.EvictionSoftGracePeriod, config.EvictionMinimumReclaim)
	if err != nil {
		err = fmt.Errorf("thresholds of eviction: %w", err)
	}
	errs = append(errs, err, reserved("systemReserved", config.SystemReserved), reserved("kubeReserved", config.KubeReserved))
	return utilerrors.NewAggregate(errs)
}

func reserved(field string, amounts map[string]string) error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(amounts)) {
		amount := amounts[name]
		switch v1.ResourceName(name) {
		case v1.ResourceCPU, v1.ResourceMemory, v1.ResourceEphemeralStorage, "pid":
			quantity, err := resource.ParseQuantity(amount)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s.%s: %q: %w", field, name, amount, err))
			} else if quantity.Sign() < 0 {
				errs = append(errs, fmt.Errorf("%s.%s: %q is negative", field, name, amount))
			}
		default:
			errs = append(errs, fmt.Errorf("%s: %q cannot be reserved", field, name))
		}
	}
	return utilerrors.NewAggregate(errs)
}
