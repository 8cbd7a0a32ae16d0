import 'larkx/testing';
import { setIssueHooks } from '../../src/schema/issue-hooks.js';

// Many tests render what a developer would be warned about. Those that are about the warnings listen themselves.
setIssueHooks({ onWarning: () => {} });
