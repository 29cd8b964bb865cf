package dev.signet.login;

import dev.signet.captcha.AltchaChallenge;
import dev.signet.captcha.Challenge;
import dev.signet.pages.CalculationScript;
import dev.signet.pages.Fence;

/**
 * A verification code as a page shows it: a picture to read, or a calculation that the browser does.
 *
 * @param id of the challenge
 * @param type its name on the wire
 * @param image a {@code data:} URL; null for a calculation
 * @param calculation null for a picture
 * @param pictures whether a picture may be asked for in its place
 * @param calculations whether a calculation may be
 */
record PosedChallenge(String id, String type, String image, AltchaChallenge calculation, boolean pictures,
        boolean calculations) {
    static final String PICTURE = "image";
    static final String CALCULATION = "altcha";

    static PosedChallenge of(Challenge challenge, boolean pictures, boolean calculations) {
        return new PosedChallenge(challenge.id(), challenge.type(), challenge.image().orElse(null),
                challenge.challenge().orElse(null), pictures, calculations);
    }

    /** @return whether a page can show it; a remote service's widget it can't */
    boolean showable() {
        return image != null || calculation != null;
    }

    /** @return the page's fence, with a gate for the script if this needs it */
    Fence behind(Fence fence) {
        return calculation == null ? fence : fence.withScript();
    }

    /** @return where the page finds what does the calculation */
    public String script() {
        return CalculationScript.LINK;
    }
}
