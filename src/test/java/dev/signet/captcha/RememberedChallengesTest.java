package dev.signet.captcha;

class RememberedChallengesTest extends SpentChallengesContract {
    private final SpentChallenges spent = new RememberedChallenges();

    @Override
    SpentChallenges spent() {
        return spent;
    }
}
