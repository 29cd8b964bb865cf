package dev.signet.limits;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;

/** One attempt's claims on the limits that are enabled, in the order in which their leases are taken. */
record Claims(List<Claim> inOrder) {

    static Claims of(Claim... claims) {
        return new Claims(Stream.of(claims).filter(claim -> claim.limit().enabled()).toList());
    }

    Claims first(int count) {
        return new Claims(inOrder.subList(0, count));
    }

    /**
     * @param question asked of all claims at once: each has its own keys, on its own node
     * @return whether one answered yes
     */
    Uni<Boolean> any(Function<Claim, Uni<Boolean>> question) {
        if (inOrder.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return Uni.join().all(inOrder.stream().map(question).toList()).andFailFast()
                .map(answers -> answers.contains(true));
    }
}
