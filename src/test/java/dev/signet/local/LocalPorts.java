package dev.signet.local;

/**
 * Where the service listens on this machine.
 *
 * @param main 8080, or what {@code -Dsignet.port} says
 * @param management 9000, or {@code -Dsignet.port} + 1000, or a free one where that is no port
 */
record LocalPorts(int main, int management) {
    private static final int HIGHEST = 65_535;

    /** @param asked the value of {@code signet.port}, or null */
    static LocalPorts of(String asked) {
        if (asked == null || asked.isBlank()) {
            return new LocalPorts(8080, 9000);
        }
        int main = parse(asked.strip());
        return new LocalPorts(main, main + 1000 > HIGHEST ? Ports.free() : main + 1000);
    }

    void requireFree() {
        requireFree(main, "The service's port");
        requireFree(management, "The management port");
    }

    private static void requireFree(int port, String what) {
        if (!Ports.isFree(port)) {
            throw new Refusal(what + " " + port + " is taken. Stop what listens there, or move Signet: "
                    + "./mvnw -Plocal -Dsignet.port=8180");
        }
    }

    private static int parse(String asked) {
        try {
            int port = Integer.parseInt(asked);
            if (port >= 1 && port <= HIGHEST) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // the same sentence as for a number that is no port
        }
        throw new Refusal("signet.port is '" + asked + "', which is not a port from 1 to " + HIGHEST + ".");
    }
}
