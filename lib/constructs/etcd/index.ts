// etcd on hosts: members, their certificates, their units, and backups.
// It knows nothing that keeps data in it.
export {};
