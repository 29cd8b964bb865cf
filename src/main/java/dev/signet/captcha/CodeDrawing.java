package dev.signet.captcha;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import com.wf.captcha.SpecCaptcha;

/** Draws codes as PNG with the fonts that easy-captcha brings, so that a machine without any will do. */
final class CodeDrawing {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 80;
    private static final float FONT_SIZE = 44;
    /** Those of the ten in which a person tells every character of the alphabet from every other. */
    private static final List<String> FONTS = List.of("actionj.ttf", "epilog.ttf", "fresnel.ttf", "headache.ttf",
            "progbot.ttf");
    private static final SecureRandom RANDOM = new SecureRandom();

    static {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false); // else each image is a file in the temporary directory first
    }

    private final List<Font> fonts;

    private CodeDrawing(List<Font> fonts) {
        this.fonts = fonts;
    }

    /** @throws IOException if this machine cannot draw text; a {@link LinkageError} if it lacks the library to */
    static CodeDrawing load() throws IOException {
        try {
            List<Font> fonts = new ArrayList<>();
            for (String name : FONTS) {
                fonts.add(font(name));
            }
            return new CodeDrawing(fonts).tried();
        } catch (FontFormatException | InternalError e) {
            throw new IOException("text cannot be drawn: " + e, e);
        }
    }

    private CodeDrawing tried() throws IOException {
        if (png("A").length == 0) {
            throw new IOException("text cannot be drawn");
        }
        return this;
    }

    private static Font font(String name) throws IOException, FontFormatException {
        try (InputStream in = SpecCaptcha.class.getResourceAsStream("/" + name)) {
            return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(FONT_SIZE);
        }
    }

    /** Some milliseconds of work: never on an event loop. */
    byte[] png(String code) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!new Drawing(code, fonts.get(RANDOM.nextInt(fonts.size()))).out(out)) {
            throw new IllegalStateException("a code cannot be drawn");
        }
        return out.toByteArray();
    }

    /** Draws the given code in place of one of its own. */
    private static final class Drawing extends SpecCaptcha {
        Drawing(String code, Font font) {
            super(WIDTH, HEIGHT, code.length(), font);
            chars = code;
        }
    }
}
