/** The Worker in which the board lives. */
import { type Port, serveBoard } from 'virtual-pyboard/browser';

serveBoard(self as unknown as Port);
