package dev.signet.clients;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

import io.netty.util.NetUtil;

/**
 * Tells an address of the public Internet from one that this service must not be sent to on somebody's word: its own
 * machine and network, and what the registries of IANA (RFC 6890) keep from general use. IPv6 is allowed where it is
 * assigned, 2000::/3, so that what carries an IPv4 address inside (mapped, NAT64, 6to4, Teredo) is not.
 */
final class PublicAddress {
    private static final List<String> NOT_PUBLIC = List.of(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16");
    private static final List<Range> RANGES = NOT_PUBLIC.stream().map(Range::read).toList();
    private static final Range ASSIGNED_IPV6 = Range.read("2000::/3");
    private static final int IPV4_BYTES = 4;

    private PublicAddress() {
    }

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (bytes.length == IPV4_BYTES || ASSIGNED_IPV6.holds(bytes)) && RANGES.stream().noneMatch(r -> r.holds(bytes));
    }

    private record Range(int bits, int prefix, BigInteger start) {

        static Range read(String cidr) {
            byte[] address = NetUtil.createByteArrayFromIpAddressString(cidr.substring(0, cidr.indexOf('/')));
            int bits = address.length * Byte.SIZE;
            int prefix = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
            return new Range(bits, prefix, new BigInteger(1, address).shiftRight(bits - prefix));
        }

        boolean holds(byte[] address) {
            return address.length * Byte.SIZE == bits && new BigInteger(1, address).shiftRight(bits - prefix).equals(start);
        }
    }
}
