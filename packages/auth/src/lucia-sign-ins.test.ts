import { describeSignInKeeper } from './contract/sign-in-keeper.ts';
import { luciaSignIns } from './lucia-sign-ins.ts';

describeSignInKeeper('lucia', luciaSignIns);
