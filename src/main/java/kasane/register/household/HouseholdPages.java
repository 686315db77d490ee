package kasane.register.household;

import java.util.List;
import java.util.UUID;
import kasane.register.Contacts;
import kasane.register.Member;
import kasane.register.Relationships;
import kasane.register.person.PersonForm;
import kasane.ui.FormView;
import org.jspecify.annotations.Nullable;

/** What the templates of a household take. */
public final class HouseholdPages {

    private HouseholdPages() {}

    /** 新しい世帯. */
    public record New(FormView form, PersonForm.Choices choices) {}

    /** 世帯の呼び名とメモ. */
    public record Name(UUID id, FormView form) {}

    /** 世帯員、関係、連絡先. */
    public record Members(
            UUID id,
            String title,
            String note,
            boolean own,
            boolean mayAskElsewhere,
            boolean manager,
            String owner,
            List<Line> people,
            List<Line> left,
            List<TieLine> ties,
            List<SafeLine> safe) {}

    /** One person with how to reach them. */
    public record Line(Member member, String birth, String until, List<Contacts.Contact> contacts) {
        /** The id in addresses. */
        public UUID id() {
            return member.person().value();
        }

        /** 通訳 and 手話 in words; empty when there is no need. */
        public String needs() {
            return String.join(
                    "・",
                    java.util.stream.Stream.of(
                                    member.details().interpreter() ? "通訳が要る" : "",
                                    member.details().signLanguage() ? "手話が要る" : "")
                            .filter(text -> !text.isEmpty())
                            .toList());
        }
    }

    /** One relationship as a sentence. */
    public record TieLine(UUID id, String sentence, String more, boolean own, boolean strained) {
        static TieLine of(Relationships.Relationship tie, String sentence, String more) {
            return new TieLine(
                    tie.id(),
                    sentence,
                    more,
                    tie.own(),
                    tie.tie().estranged() || tie.tie().conflict());
        }
    }

    /** One 安全な連絡方法: whose it is, and which agency asked. */
    public record SafeLine(String who, @Nullable UUID person, String line, String agency, String asked, boolean own) {}
}
