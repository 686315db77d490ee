package kasane.gate;

import java.util.List;

/** The policies of one module's tables; every module with tables declares one as a bean. */
public interface PolicySource {

    /** All policies of the module, in any order. */
    List<Policy> policies();
}
