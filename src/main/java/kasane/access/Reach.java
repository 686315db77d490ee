package kasane.access;

import kasane.shared.Texts;

/** 届け方: how paper reaches an agency for which nobody signs in. */
public enum Reach {
    /** FAX. */
    FAX,
    /** 郵便. */
    POST,
    /** 手渡し. */
    HAND;

    /** The word for it. */
    public String word() {
        return Texts.text("access.reach." + name());
    }
}
