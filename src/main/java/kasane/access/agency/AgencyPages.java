package kasane.access.agency;

import java.util.List;
import kasane.access.Agencies;
import kasane.ui.Option;
import org.jspecify.annotations.Nullable;

/** What the templates of agencies take. */
public final class AgencyPages {

    private AgencyPages() {}

    /** One line of the directory. */
    public record Line(
            int id,
            String name,
            String kana,
            String kind,
            String fields,
            String areas,
            String phone,
            String does,
            boolean takesReferrals,
            boolean onPaper) {}

    /** 機関の一覧: what was asked for, and what was found. */
    public record Directory(
            String q,
            String field,
            String area,
            List<Option> fields,
            List<Option> areas,
            List<Line> lines,
            @Nullable String after,
            int all,
            boolean administrator) {}

    /** 事業機能 in words; without an {@code end} link it has ended or the viewer may not end it. */
    public record Function(String item, String how, String since, boolean current, String end) {}

    /** 届け方 in words; without an {@code end} link it has ended or the viewer may not end it. */
    public record ReachedBy(String way, String note, String since, boolean current, String end) {}

    /** 使える場所 in words; without an {@code end} link it has ended. */
    public record AllowedNetwork(String network, String note, String since, boolean current, String end) {}

    /** 代行 in words. */
    public record Deputy(String staff, String deputy, String period, String end) {}

    /** 機関カード in words; {@code absence}: the viewer may arrange 代行, if only for themselves. */
    public record Card(
            Agencies.Agency agency,
            String kind,
            String fields,
            List<String> areas,
            List<Function> functions,
            List<Agencies.Colleague> colleagues,
            List<ReachedBy> reaches,
            List<Deputy> deputies,
            List<AllowedNetwork> networks,
            String ended,
            boolean administrator,
            boolean arranges,
            boolean absence) {}
}
