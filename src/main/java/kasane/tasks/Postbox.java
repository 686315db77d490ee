package kasane.tasks;

import java.io.IOException;

/** ポスト: the way out for mail, present only where the person who runs Kasane has named a server for it. */
public interface Postbox {

    /** The address under which staff reach Kasane; it stands in every mail. */
    String home();

    /** Hands the mail over. Whoever calls puts nothing into it that tells of anybody. */
    void send(String to, String subject, String text) throws IOException;
}
