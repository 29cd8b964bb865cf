package dev.signet.revocation;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/** A status list of one bit an entry: 0x00 VALID, 0x01 INVALID (draft-ietf-oauth-status-list §4, §7.1). */
public final class StatusList {
    private static final int BYTES = 1 << StatusEntry.INDEX_BITS >> 3;
    private static final int BUFFER = 8192;
    private static final byte[] EVERYTHING = new byte[BYTES];

    static {
        Arrays.fill(EVERYTHING, (byte) 0xff);
    }

    private final long id;
    private final byte[] bits = new byte[BYTES];
    private long version;

    StatusList(long id) {
        this.id = id;
    }

    /** @return what names it in its URI */
    public long id() {
        return id;
    }

    /** Entry 0 is the lowest bit of the first byte (§4.1). */
    synchronized void invalidate(int index) {
        byte before = bits[index >> 3];
        bits[index >> 3] |= (byte) (1 << (index & 7));
        version += before == bits[index >> 3] ? 0 : 1;
    }

    synchronized void invalidateAll() {
        version += Arrays.equals(bits, EVERYTHING) ? 0 : 1;
        System.arraycopy(EVERYTHING, 0, bits, 0, BYTES);
    }

    /** @return a number that moves with every change on this replica */
    public synchronized long version() {
        return version;
    }

    /** @return the list in zlib's format (RFC 1950) at its best compression (§4.1) */
    public byte[] compressed() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(copy());
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private synchronized byte[] copy() {
        return bits.clone();
    }
}
