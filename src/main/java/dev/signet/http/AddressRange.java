package dev.signet.http;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address, or a CIDR range of them. */
final class AddressRange {
    private static final Pattern FORM = Pattern.compile("(?<address>[^/]+)(?:/(?<prefix>\\d{1,3}))?");
    private static final int MAPPED_PREFIX = 96;

    private final int bits;
    private final int prefix;
    private final BigInteger start;

    private AddressRange(ClientAddress address, int prefix) {
        this.bits = bits(address);
        this.prefix = prefix;
        this.start = network(address);
    }

    /** @return empty unless it is {@code 192.0.2.1}, {@code 192.0.2.0/24} or the like of IPv6 */
    static Optional<AddressRange> read(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        return ClientAddress.read(form.group("address")).flatMap(address -> of(address, form));
    }

    private static Optional<AddressRange> of(ClientAddress address, Matcher form) {
        int bits = bits(address);
        boolean mapped = bits == 32 && form.group("address").indexOf(':') >= 0;
        int prefix = form.group("prefix") == null ? bits
                : Integer.parseInt(form.group("prefix")) - (mapped ? MAPPED_PREFIX : 0);
        return prefix < 0 || prefix > bits ? Optional.empty() : Optional.of(new AddressRange(address, prefix));
    }

    boolean holds(ClientAddress address) {
        return bits(address) == bits && network(address).equals(start);
    }

    private BigInteger network(ClientAddress address) {
        return new BigInteger(1, address.inetAddress().getAddress()).shiftRight(bits - prefix);
    }

    private static int bits(ClientAddress address) {
        return address.inetAddress().getAddress().length * Byte.SIZE;
    }
}
