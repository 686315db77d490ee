package kasane.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kasane.tasks.Postbox;

/** Keeps every mail that leaves, and can be shut. */
public final class TestPostbox implements Postbox {

    /** A mail as it left. */
    public record Mail(String to, String subject, String text) {}

    private final List<Mail> mails = new ArrayList<>();
    private boolean shut;

    @Override
    public String home() {
        return "https://kasane.example";
    }

    @Override
    public synchronized void send(String to, String subject, String text) throws IOException {
        if (shut) {
            throw new IOException("shut");
        }
        mails.add(new Mail(to, subject, text));
    }

    /** From now on mail leaves, or does not. */
    public synchronized void shut(boolean now) {
        shut = now;
    }

    /** What left for this address. */
    public synchronized List<Mail> to(String address) {
        return mails.stream().filter(mail -> mail.to().equals(address)).toList();
    }
}
