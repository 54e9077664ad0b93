/** A certificate that signs itself, made for these tests and good for a hundred years; nobody has its private key. */
export const CERTIFICATE_PEM = `-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIUab5Bk/IONVpU1FmHFQPRnmxVGEYwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMc2hvcC5leGFtcGxlMCAXDTI2MTEyNTAwMzg0NVoYDzIxMjYx
MTAxMDAzODQ1WjAXMRUwEwYDVQQDDAxzaG9wLmV4YW1wbGUwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAARMHozAo+Tdl4jZ8JD3pSscy2qOrqXqoRAhsXV6V98crUWJ
As5CDUGCiOEVpq1+e/C+2qw83CzXfFC9vqQ8JrJ8o1MwUTAdBgNVHQ4EFgQUH38I
A+DygNIaLeJySGrsszLnDO4wHwYDVR0jBBgwFoAUH38IA+DygNIaLeJySGrsszLn
DO4wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBkdkd4FXCgkorA
aBY0HECMf+CQr1VIy6t91I4c+D6+/gIhAP3s34uTT4kbeU7fMEEb1AxaNwMY7IIr
WwzrDfu3GM02
-----END CERTIFICATE-----
`;

/** The public key inside the certificate. */
export const CERTIFICATE_PUBLIC_KEY_PEM = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETB6MwKPk3ZeI2fCQ96UrHMtqjq6l
6qEQIbF1elffHK1FiQLOQg1BgojhFaatfnvwvtqsPNws13xQvb6kPCayfA==
-----END PUBLIC KEY-----
`;
