package dev.signet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTotalsTest {
    private static final TestTotals NONE = new TestTotals(0, 0, 0);

    @TempDir
    Path reports;

    @Test
    void counts_failures_and_errors_as_failed() throws IOException {
        report("TEST-a.xml", "tests='7' failures='1' errors='2' skipped='1'");
        report("TEST-b.xml", "tests='4' failures='0' errors='0' skipped='0'");

        assertThat(NONE.plus(reports, 0)).isEqualTo(new TestTotals(7, 3, 1));
    }

    @Test
    void leaves_out_a_report_of_an_earlier_build() throws IOException {
        report("TEST-a.xml", "tests='7' failures='0' errors='0' skipped='0'");
        Files.setLastModifiedTime(reports.resolve("TEST-a.xml"), FileTime.fromMillis(1_000));

        assertThat(NONE.plus(reports, 2_000)).isEqualTo(NONE);
    }

    @Test
    void leaves_out_what_is_no_report() throws IOException {
        report("failsafe-summary.xml", "");

        assertThat(NONE.plus(reports, 0)).isEqualTo(NONE);
    }

    private void report(String name, String attributes) throws IOException {
        Files.writeString(reports.resolve(name), "<testsuite " + attributes + "/>");
    }
}
