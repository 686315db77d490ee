package kasane.access.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kasane.access.Agencies;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 担当者の一覧 comes in pages, and who may be shown a case is no matter of the list of agencies. */
@WithKasane
@Tag("sql")
@Promise("G6")
class StaffListTest {

    @Autowired
    Connections connections;

    @Autowired
    Db db;

    @Autowired
    StaffStore store;

    @Autowired
    Agencies agencies;

    @Test
    void pages_after_pages_are_the_whole_list_in_its_order() {
        Viewer.Staff system = People.viewer(connections, "system");
        List<Integer> whole = ids(system, 0, 0, 2000);
        List<Integer> paged = new ArrayList<>();
        List<Integer> next = ids(system, 0, 0, 4);
        while (!next.isEmpty()) {
            paged.addAll(next);
            next = ids(system, 0, next.getLast(), 4);
        }
        assertThat(whole).hasSizeGreaterThan(8);
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void an_agency_has_its_own_list() {
        Viewer.Staff system = People.viewer(connections, "system");
        Viewer.Staff zei = People.viewer(connections, "zei");
        assertThat(ids(system, zei.agency().value(), 0, 2000))
                .contains(zei.staff().value())
                .doesNotContain(system.staff().value());
    }

    @Test
    void where_only_system_administrators_work_no_case_is_shown() {
        Viewer.Staff zei = People.viewer(connections, "zei");
        Viewer.Staff system = People.viewer(connections, "system");
        List<Agencies.Agency> all = db.transact(zei, () -> agencies.list(zei));
        List<Agencies.Agency> forCases = db.transact(zei, () -> agencies.forCases(zei));
        assertThat(all).extracting(Agencies.Agency::id).contains(system.agency());
        assertThat(forCases)
                .isEqualTo(all.stream()
                        .filter(agency -> !agency.id().equals(system.agency()))
                        .toList());
    }

    private List<Integer> ids(Viewer.Staff viewer, int agency, int after, int most) {
        return db.transact(viewer, () -> store.list(viewer, agency, after, most)).stream()
                .map(StaffStore.Line::id)
                .toList();
    }
}
