/** The API server as it answers whoever changes something. */
export const api = `# is_momentary TEXT: one that has just begun, or whose etcd elects, says no for moments.
is_momentary() {
  case $1 in
  *'connection refused'* | *'i/o timeout'* | *'TLS handshake'* | *'etcdserver'* | *'EOF'* | *'the server is currently unable'* | *'no route to host'* | *'connection reset'* | *'forbidden'* | *'ensure CRDs are installed first'*) return 0 ;;
  esac
  return 1
}
`;
