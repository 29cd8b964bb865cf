package dev.signet.limits;

import static dev.signet.limits.LimitsRig.HOME;
import static dev.signet.limits.LimitsRig.OFFICE;
import static dev.signet.limits.LimitsRig.await;
import static dev.signet.limits.LimitsRig.settle;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.signet.http.ClientAddress;

class DeviceCodeLimitTest {
    @RegisterExtension
    static final RealRedis REDIS = new RealRedis();

    private final LimitsRig rig = new LimitsRig(REDIS);

    @Test
    void refuses_after_ten_wrong_codes_from_one_address() {
        for (int i = 0; i < 10; i++) {
            settle(lease(OFFICE).failed());
        }

        assertThat(word(OFFICE)).isEqualTo("refused 300");
        assertThat(word(HOME)).isEqualTo("admitted");
    }

    @Test
    void does_not_count_a_right_code() {
        for (int i = 0; i < 20; i++) {
            settle(lease(OFFICE).abandoned());
        }

        assertThat(word(OFFICE)).isEqualTo("admitted");
    }

    @Test
    void lets_no_more_than_ten_codes_be_looked_up_at_once() {
        for (int i = 0; i < 10; i++) {
            assertThat(word(OFFICE)).isEqualTo("admitted");
        }

        assertThat(word(OFFICE)).isEqualTo("busy 1");
    }

    @Test
    void is_busy_while_nothing_can_be_counted() {
        REDIS.stop();

        assertThat(word(OFFICE)).isEqualTo("busy 1");
    }

    private DeviceCodeLease lease(ClientAddress ip) {
        return await(rig.devices.admit(ip)).fold(lease -> lease, seconds -> {
            throw new AssertionError("refused");
        }, seconds -> {
            throw new AssertionError("busy");
        });
    }

    private String word(ClientAddress ip) {
        return await(rig.devices.admit(ip)).fold(lease -> "admitted", seconds -> "refused " + seconds,
                seconds -> "busy " + seconds);
    }
}
