package dev.signet.sealing;

/**
 * A column of sealed values. Whoever owns one tells it to the command that re-encrypts. The names are the schema's, never
 * anybody's input.
 *
 * @param table where it is
 * @param id the column of the primary key, a text
 * @param sealed the column of the sealed bytes; null in a row without
 * @param by the column of the id of the key that sealed them
 * @param label the purpose that they are sealed for
 */
public record SealedColumn(String table, String id, String sealed, String by, String label) {

    @Override
    public String toString() {
        return table + "." + sealed;
    }
}
