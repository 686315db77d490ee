package kasane.casework.record;

import java.util.List;
import kasane.files.FilesPart;
import kasane.ui.FormView;
import kasane.ui.Option;
import org.jspecify.annotations.Nullable;

/** What the pages of contact records show. */
public final class RecordPages {

    private RecordPages() {}

    /** One record as words. */
    public record Entry(
            String href,
            String when,
            String method,
            String agency,
            String writer,
            String withWhom,
            String place,
            String about,
            String facts,
            String impression,
            String words,
            String next,
            boolean own,
            boolean team,
            String written,
            String corrected) {}

    /** What it said before a correction. */
    public record Before(
            String when,
            String method,
            String withWhom,
            String place,
            String facts,
            String impression,
            String words,
            String next,
            String reason,
            String replaced) {}

    /** 経過: the records of a household. */
    public record Listed(
            List<Entry> entries,
            boolean own,
            String all,
            String mine,
            @Nullable String more,
            String write,
            String expiries) {}

    /** One record with its attachments and what it said before. */
    public record One(
            Entry entry,
            List<Before> before,
            FilesPart files,
            @Nullable String correct,
            FormView nextDone,
            String back) {}

    /** The form, for a new record or for a correction. */
    public record Form(
            FormView form,
            String action,
            boolean correcting,
            String about,
            List<Option> people,
            List<Option> methods,
            List<Option> who,
            List<Option> audiences,
            String back) {}
}
