package dev.signet.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import io.netty.util.NetUtil;

/**
 * The address that a call is counted against. An IPv4-mapped IPv6 address is the IPv4 address: one host must not have two
 * counters. Never resolves a name.
 */
public final class ClientAddress {
    private final InetAddress address;

    private ClientAddress(InetAddress address) {
        this.address = address;
    }

    /**
     * @param address any address; its scope id is dropped
     * @return the same address in its shortest family
     */
    public static ClientAddress of(InetAddress address) {
        return ofBytes(address.getAddress());
    }

    /**
     * @param literal an IPv4 or IPv6 address without port or brackets
     * @throws IllegalArgumentException if it is not one
     */
    public static ClientAddress parse(String literal) {
        return read(literal).orElseThrow(() -> new IllegalArgumentException("not an IP address"));
    }

    /** Brackets belong to a URL or a header (RFC 3986 §3.2.2), not to an address, though the library reads them. */
    static Optional<ClientAddress> read(String literal) {
        if (literal.startsWith("[")) {
            return Optional.empty();
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(literal);
        return Optional.ofNullable(bytes).map(ClientAddress::ofBytes);
    }

    public InetAddress inetAddress() {
        return address;
    }

    /** @return the canonical text: dotted quads, or RFC 5952 */
    public String text() {
        return NetUtil.toAddressString(address);
    }

    /** The JDK itself turns the 16 bytes of a mapped address into an Inet4Address. */
    private static ClientAddress ofBytes(byte[] bytes) {
        try {
            return new ClientAddress(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientAddress that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
