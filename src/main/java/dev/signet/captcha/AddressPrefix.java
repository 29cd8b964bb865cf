package dev.signet.captcha;

import java.net.InetAddress;
import java.util.HexFormat;

import dev.signet.http.ClientAddress;

/**
 * The network a challenge is bound to: IPv4 /16, IPv6 /48. Wide, because a phone changes its address within its
 * carrier's network while its owner reads a code; narrow enough that answers solved in one place are of no use to
 * machines spread over the Internet. Loopback is one machine, whichever of its addresses a call comes from.
 */
final class AddressPrefix {
    private static final int IPV4_BYTES = 2;
    private static final int IPV6_BYTES = 6;

    private AddressPrefix() {
    }

    /** @return the same text for every address of the network */
    static String of(ClientAddress client) {
        InetAddress address = client.inetAddress();
        if (address.isLoopbackAddress()) {
            return "loopback";
        }
        byte[] bytes = address.getAddress();
        int kept = bytes.length == 4 ? IPV4_BYTES : IPV6_BYTES;
        return HexFormat.of().formatHex(bytes, 0, kept) + "/" + kept * 8;
    }
}
